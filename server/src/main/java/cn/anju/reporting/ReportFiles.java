package cn.anju.reporting;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 存着的报表，照那一种报表的规矩看。 */
@Component
class ReportFiles implements AttachmentOwner {

    private final JdbcClient jdbc;

    ReportFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String subjectType() {
        return "report";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "reporting.read") && jdbc.sql("select kind from reporting.report where community_id = :community and id = :id")
            .param("community", community).param("id", id).query(String.class).optional().flatMap(ReportKind::of).filter(kind -> user.may(community, kind.needs)).isPresent();
    }
}
