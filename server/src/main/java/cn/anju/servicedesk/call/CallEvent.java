package cn.anju.servicedesk.call;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * 电话系统报来的一件事。
 *
 * @param call its own name of the call, the same in all events of it
 * @param number who calls, if the number is not withheld
 * @param line the number that was called
 * @param at when it happened, now unless given
 * @param community needed only with a token that holds for several communities
 */
record CallEvent(@NotBlank(message = "请给出这通电话的编号") @Size(max = 100) String call, @NotNull(message = "请说明发生了什么") Event event,
                 @Nullable @Size(max = 30) String number, @Nullable @Size(max = 30) String line, @Nullable Instant at, @Nullable Long community) {

    /** 响铃、接起、挂断。 */
    enum Event { RINGING, ANSWERED, ENDED }

    /** The digits alone, without the country's code and the zero some systems put before a mobile of another town. */
    static @Nullable String digits(@Nullable String number) {
        if (number == null) return null;
        var digits = number.replaceAll("\\D+", "");
        if (digits.matches("(00)?86(1[3-9]\\d{9}|0?\\d{9,11})")) digits = digits.replaceFirst("^(00)?86", "");
        if (digits.matches("01[3-9]\\d{9}")) digits = digits.substring(1);
        return digits.isEmpty() ? null : digits;
    }
}
