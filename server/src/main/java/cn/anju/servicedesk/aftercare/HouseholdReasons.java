package cn.anju.servicedesk.aftercare;

import cn.anju.collection.Concern;
import cn.anju.collection.VisitReason;
import cn.anju.kernel.Money;
import cn.anju.servicedesk.ticket.Callbacks;
import cn.anju.servicedesk.ticket.Events;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 服务台给管家的早单和走访的事由：不满意还没办好的、没办结的投诉、该做的回访。 */
@Configuration(proxyBeanMethods = false)
class HouseholdReasons {

    private static final Money UNHAPPY = Money.of("1000.00");
    private static final Money COMPLAINT = Money.of("600.00");
    private static final Money CALLBACK = Money.of("100.00");

    /** What the last call said, while the ticket is open again. */
    private static final String UNHAPPY_TICKETS = """
        select t.room_id, t.id ref_id, t.number || ' 回访不满意：' || c.opinion label
          from servicedesk.ticket t
          join lateral (select b.outcome, b.opinion from servicedesk.callback b where b.community_id = t.community_id and b.ticket_id = t.id order by b.id desc limit 1) c on c.outcome = 'DISSATISFIED'
         where t.community_id = :community and t.closed_at is null and t.room_id is not null
        """;
    private static final String COMPLAINTS = """
        select t.room_id, c.id ref_id, t.number || ' ' || t.title label
          from servicedesk.complaint c join servicedesk.ticket t on t.community_id = c.community_id and t.id = c.ticket_id
         where t.community_id = :community and t.closed_at is null and t.room_id is not null
        """;

    @Bean
    Concern serviceConcerns(JdbcClient jdbc, CallbackTasks tasks) {
        return community -> Stream.of(
            found(jdbc, UNHAPPY_TICKETS, community).map(each -> new Concern.Item(each.roomId(), each.label(), UNHAPPY)),
            found(jdbc, COMPLAINTS, community).map(each -> new Concern.Item(each.roomId(), "投诉未结 " + each.label(), COMPLAINT)),
            tasks.owed(community).stream().map(each -> new Concern.Item(each.roomId(), "要回访 " + each.number(), CALLBACK))).flatMap(each -> each).toList();
    }

    @Bean
    VisitReason callbackVisit(CallbackTasks tasks, Callbacks callbacks) {
        return new VisitReason() {
            @Override
            public String key() {
                return "callback";
            }

            @Override
            public String label() {
                return "回访";
            }

            @Override
            public List<Item> open(long community) {
                return tasks.owed(community).stream().map(each -> new Item(each.roomId(), each.ticketId(), each.number() + " " + each.title())).toList();
            }

            @Override
            public boolean asksSatisfaction() {
                return true;
            }

            @Override
            public void met(long community, long refId, Met met) {
                callbacks.visited(community, refId, met.person(), met.answer(), switch (Objects.requireNonNull(met.satisfaction())) {
                    case SATISFIED -> Callbacks.Outcome.SATISFIED;
                    case FAIR -> Callbacks.Outcome.FAIR;
                    case DISSATISFIED -> Callbacks.Outcome.DISSATISFIED;
                });
            }
        };
    }

    @Bean
    VisitReason complaintVisit(JdbcClient jdbc, Events events, Clock clock) {
        return new VisitReason() {
            @Override
            public String key() {
                return "complaint";
            }

            @Override
            public String label() {
                return "投诉";
            }

            @Override
            public List<Item> open(long community) {
                return found(jdbc, COMPLAINTS, community).toList();
            }

            /** 见了面就是向客户反馈了一次。 */
            @Override
            public void met(long community, long refId, Met met) {
                jdbc.sql("update servicedesk.complaint set feedback_at = :at where community_id = :community and id = :id and archived_at is null")
                    .param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("id", refId).update();
                jdbc.sql("select ticket_id from servicedesk.complaint where community_id = :community and id = :id").param("community", community).param("id", refId)
                    .query(Long.class).optional().ifPresent(ticket -> events.add(community, ticket, Events.Kind.NOTE, "走访反馈（%s）：%s".formatted(met.person(), met.answer())));
            }
        };
    }

    @Bean
    VisitReason unhappyVisit(JdbcClient jdbc, Events events) {
        return new VisitReason() {
            @Override
            public String key() {
                return "unhappy";
            }

            @Override
            public String label() {
                return "不满意";
            }

            @Override
            public List<Item> open(long community) {
                return found(jdbc, UNHAPPY_TICKETS, community).toList();
            }

            /** 事情还没办好，只记经过；办好了再回访。 */
            @Override
            public void met(long community, long refId, Met met) {
                events.add(community, refId, Events.Kind.NOTE, "走访（%s）：%s".formatted(met.person(), met.answer()));
            }
        };
    }

    private static Stream<VisitReason.Item> found(JdbcClient jdbc, String sql, long community) {
        return jdbc.sql(sql).param("community", community).query(VisitReason.Item.class).list().stream();
    }
}
