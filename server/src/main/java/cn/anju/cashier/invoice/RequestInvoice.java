package cn.anju.cashier.invoice;

import cn.anju.kernel.Money;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * 申请开票。
 *
 * @param title 抬头
 * @param taxNumber needed for a special invoice
 * @param lines what of the payment; without it all that is left
 */
record RequestInvoice(@NotNull InvoiceKind kind, @NotBlank @Size(max = 100) String title, @Nullable @Size(max = 30) String taxNumber,
                      @Nullable @Email(message = "电子邮箱的写法不对") @Size(max = 100) String email, @Nullable @Size(max = 200) String remark,
                      @Nullable @Size(max = 50) List<@Valid @NotNull Wanted> lines) {

    /** 一个项目开多少。 */
    record Wanted(@Positive long chargeItemId, @NotNull Money amount) {}

    RequestInvoice {
        title = title == null ? null : title.strip();
        taxNumber = taxNumber == null || taxNumber.isBlank() ? null : taxNumber.replaceAll("\\s", "").toUpperCase(Locale.ROOT);
        email = email == null || email.isBlank() ? null : email.strip();
        if (taxNumber != null && !taxNumber.matches("[0-9A-Z]{15,20}"))
            throw Problem.invalid("tax-number-invalid", "税号 %s 不对：须为 15 至 20 位数字或字母", taxNumber);
        if (kind == InvoiceKind.SPECIAL && taxNumber == null) throw Problem.invalid("tax-number-missing", "开专用发票请填税号");
    }
}
