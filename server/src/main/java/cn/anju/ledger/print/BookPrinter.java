package cn.anju.ledger.print;

import cn.anju.estate.Communities;
import cn.anju.kernel.Column;
import cn.anju.kernel.CurrentUser;
import cn.anju.ledger.LegalEntities;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** 一张表的两种去处：Excel 与打印页，栏目相同。 */
@Component
public class BookPrinter {

    private final Communities communities;
    private final LegalEntities entities;
    private final Clock clock;

    BookPrinter(Communities communities, LegalEntities entities, Clock clock) {
        this.communities = communities;
        this.entities = entities;
        this.clock = clock;
    }

    /** 有抬头的空白页。 */
    @Transactional(readOnly = true)
    public PrintedPage page(long community, String title) {
        return PrintedPage.titled(title).head(communities.name(community), entities.of(community).name(), title);
    }

    /** 一整张表，连抬头和签字处。 @param about what it covers, such as its months */
    @Transactional(readOnly = true)
    public <T> String table(long community, String title, String about, List<Column<T>> columns, List<T> rows) {
        return page(community, title).landscape().numbered(about).line(about, "打印：%s %s".formatted(CurrentUser.get().name(), LocalDate.now(clock)))
            .table(columns, rows).signed("制表（签字）：", "复核（签字）：", "会计主管（签字）：").html();
    }
}
