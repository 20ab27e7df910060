package cn.anju.servicedesk.ticket;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.PositiveOrZero;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 登记一件事。
 *
 * @param roomId where: a room, or {@code commonAreaId}, or {@code place} in words; exactly one of the three
 * @param reporter who says it; for a colleague's round the colleague unless said otherwise
 * @param wishedFrom when the household wants somebody to come, with {@code wishedTo}; a resident's repair needs it
 * @param promisedAt when the desk said that somebody comes
 * @param readBack whether it was read back to the caller
 * @param introduced whether the estate and its services were introduced
 * @param ringSeconds from the first ring to the answer, if the phone system tells
 * @param answer what was said to the caller at once
 * @param receivedAt when it was said, now unless given
 * @param sameAs an open ticket that is the same thing: then only a line of the log is written, and the ticket hears of it
 */
public record NewTicket(@NotNull(message = "请选种类") TicketKind kind, @NotNull(message = "请选来源") Source source,
                        @NotNull(message = "请选缓急") Urgency urgency, @Nullable Long roomId, @Nullable Long commonAreaId,
                        @Nullable @Size(max = 100) String place, @NotBlank(message = "请写清什么事") @Size(max = 100, message = "事由最多 100 字") String title,
                        @Nullable @Size(max = 2000) String detail, @Nullable @Size(max = 60) String reporter, @Nullable @Size(max = 30) String phone,
                        @Nullable Instant wishedFrom, @Nullable Instant wishedTo, @Nullable Instant promisedAt, boolean readBack, boolean introduced,
                        @Nullable @PositiveOrZero @Max(600) Integer ringSeconds, @Nullable @Size(max = 500) String answer, @Nullable Instant receivedAt,
                        @Nullable Long sameAs) {}
