package cn.anju.billing;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.time.LocalDate;

/**
 * 启用之前就欠着的一笔：账期和应缴日照原来的。
 *
 * @param itemName name of the charge item; made when there is none of this name yet
 * @param lateFeeDailyRate one for all lines of an item
 */
public record OpeningArrears(long roomId, String itemName, LocalDate periodStart, LocalDate periodEnd, LocalDate dueOn,
                             Money amount, BigDecimal lateFeeDailyRate) {}
