package cn.anju.servicedesk.ticket;

import cn.anju.attachment.AttachmentOwner;
import cn.anju.kernel.CurrentUser;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** 工单的照片：看得到工单的人看，派给谁的谁也看。 */
@Component
class TicketFiles implements AttachmentOwner {

    private final JdbcClient jdbc;

    TicketFiles(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String subjectType() {
        return "ticket";
    }

    @Override
    public boolean maySee(CurrentUser user, long community, long id) {
        return user.may(community, "servicedesk.read") || jdbc.sql("""
            select exists (select from servicedesk.work_order where community_id = :community and ticket_id = :id and technician_id in (:me, :absent))
            """).param("community", community).param("id", id).param("me", user.id()).param("absent", user.deputyFor() == null ? user.id() : user.deputyFor())
            .query(Boolean.class).single();
    }
}
