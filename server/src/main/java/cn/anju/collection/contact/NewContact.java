package cn.anju.collection.contact;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 一次联系。
 *
 * @param person who answered; the owner unless said otherwise
 * @param contactedAt now unless given, never later
 * @param refusalReason from the list, when the outcome is a refusal
 * @param instalments what was promised, when the outcome is a promise
 * @param taskId the task that this contact does
 */
public record NewContact(@NotNull(message = "请选房屋") Long roomId, @NotNull(message = "请选方式") Way way, @Nullable @Size(max = 60) String person,
                  @NotNull(message = "请选结果") Outcome outcome,
                  @NotBlank(message = "请写下对方的答复") @Size(max = 500, message = "答复最多 500 字") String answer, @Nullable String refusalReason,
                  @Nullable @Size(max = 24, message = "最多 24 期") List<Promises.@Valid NewInstalment> instalments, @Nullable Instant contactedAt, @Nullable Long taskId) {}
