package cn.anju.ledger;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * 收款主体：开收据、有税号和银行账户的法人。
 *
 * @param id absent while it is being made
 */
public record LegalEntity(@Nullable Long id,
                          @NotBlank @Size(max = 100) String name,
                          @Nullable @Pattern(regexp = "[0-9A-Z]{15,20}", message = "税号为 15 至 20 位数字或大写字母") String taxNumber,
                          @Nullable @Size(max = 200) String address,
                          @Nullable @Size(max = 40) String phone,
                          @NotNull List<@Valid @NotNull BankAccount> bankAccounts) {

    /** 收款主体的一个银行账户。 */
    public record BankAccount(@NotBlank @Size(max = 100) String bank,
                              @NotNull @Pattern(regexp = "[0-9-]{6,40}", message = "账号为 6 至 40 位数字") String number) {}
}
