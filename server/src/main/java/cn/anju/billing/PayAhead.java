package cn.anju.billing;

import java.time.YearMonth;
import org.springframework.stereotype.Component;

/** 预缴：把以后各月的账单当场出好。 */
@Component
class PayAhead {

    void ensure(long community, long room, YearMonth through) {
        throw new UnsupportedOperationException();
    }
}
