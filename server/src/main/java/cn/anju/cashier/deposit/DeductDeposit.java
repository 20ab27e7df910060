package cn.anju.cashier.deposit;

import cn.anju.kernel.Money;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * 扣押金：扣多少、因什么、凭什么。
 *
 * @param attachmentIds the evidence, stored with this deposit before
 */
record DeductDeposit(@NotNull Money amount, @NotBlank @Size(max = 200) String reason,
                     @NotEmpty @Size(max = 20) List<@NotNull Long> attachmentIds) {}
