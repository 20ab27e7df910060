package cn.anju.operation;

import cn.anju.ledger.CloseCheck;
import java.time.YearMonth;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 结账前：逐项核对这个小区没有不符。 */
@Component
class BooksProven implements CloseCheck {

    private final Verification verification;
    private final JdbcClient jdbc;

    BooksProven(Verification verification, JdbcClient jdbc) {
        this.verification = verification;
        this.jdbc = jdbc;
    }

    @Override
    public String label() {
        return "账实核对无不符";
    }

    @Override
    @Transactional
    public Finding check(long community, YearMonth month) {
        var ours = "小区 " + community + "(\\D.*)?";
        var violations = verification.prove(jdbc).stream().flatMap(result -> result.violations().stream())
            .filter(violation -> violation.matches(ours)).toList();
        return violations.isEmpty() ? Finding.green("逐项核对，没有不符")
            : Finding.red("%d 处不符：%s".formatted(violations.size(), violations.getFirst()), "verification");
    }
}
