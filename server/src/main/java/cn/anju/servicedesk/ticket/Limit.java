package cn.anju.servicedesk.ticket;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * 一种事多久要接、多久要办完。
 *
 * @param acceptMinutes until somebody has taken it on
 * @param finishMinutes until it is done, not less than {@code acceptMinutes}
 * @param dayAndNight whether the clock runs at night and on holidays, too
 */
public record Limit(@NotNull TicketKind kind, @NotNull Urgency urgency, @Min(1) @Max(100000) int acceptMinutes, @Min(1) @Max(1000000) int finishMinutes,
                    boolean dayAndNight) {}
