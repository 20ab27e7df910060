package cn.anju.resident;

import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 过户的登记：供收银结算过户时一并办。 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class Ownership {

    private final HoldingDesk desk;

    Ownership(HoldingDesk desk) {
        this.desk = desk;
    }

    /** 从某天起换业主。 @param owners all owners from that day on */
    public void transfer(long community, long room, LocalDate on, List<Long> owners) {
        desk.transfer(community, room, new HoldingDesk.Transfer(on, owners));
    }
}
