package cn.anju.ledger;

import cn.anju.kernel.Money;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;

/** 从结果行里取金额。 */
final class Amounts {

    private Amounts() {}

    /** An aggregate over no rows is zero. */
    static Money of(ResultSet row, String column) throws SQLException {
        BigDecimal yuan = row.getBigDecimal(column);
        return yuan == null ? Money.ZERO : new Money(yuan);
    }
}
