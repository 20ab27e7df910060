package cn.anju.collection.visit;

import cn.anju.collection.VisitReason;
import cn.anju.collection.contact.Tasks;
import cn.anju.collection.debt.Households;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** 催缴自己的走访事由：欠费、待送的函、待办。 */
@Configuration(proxyBeanMethods = false)
class VisitReasons {

    @Bean
    VisitReason debtVisit(Households households) {
        return new VisitReason() {
            @Override
            public String key() {
                return "debt";
            }

            @Override
            public String label() {
                return "欠费";
            }

            @Override
            public List<Item> open(long community) {
                return households.all(community).stream()
                    .map(debt -> new Item(debt.roomId(), debt.roomId(), "逾期 %s 元，最早 %s".formatted(debt.overdue(), debt.oldestDueOn()))).toList();
            }

            /** The contact that was recorded says all. */
            @Override
            public void met(long community, long refId, Met met) {}
        };
    }

    @Bean
    VisitReason letterVisit(JdbcClient jdbc, Tasks tasks) {
        return new VisitReason() {
            @Override
            public String key() {
                return "letter";
            }

            @Override
            public String label() {
                return "送函";
            }

            @Override
            public List<Item> open(long community) {
                return jdbc.sql("select room_id, id ref_id, number || ' ' || title label from collection.letter where community_id = :community and state = 'PRINTED'")
                    .param("community", community).query(Item.class).list();
            }

            @Override
            public void met(long community, long refId, Met met) {
                jdbc.sql("""
                    update collection.letter set state = 'DELIVERED', delivered_on = :on, delivery_way = 'HAND', receiver = :person, delivered_by = '走访'
                     where community_id = :community and id = :id and state = 'PRINTED'
                    """).param("on", met.on()).param("person", met.person()).param("community", community).param("id", refId).update();
                tasks.delivered(community, refId);
            }
        };
    }

    @Bean
    VisitReason taskVisit(JdbcClient jdbc, Clock clock) {
        return new VisitReason() {
            @Override
            public String key() {
                return "task";
            }

            @Override
            public String label() {
                return "待办";
            }

            @Override
            public List<Item> open(long community) {
                return jdbc.sql("select room_id, id ref_id, title label from collection.task where community_id = :community and state = 'OPEN' and kind <> 'DELIVER'")
                    .param("community", community).query(Item.class).list();
            }

            @Override
            public void met(long community, long refId, Met met) {
                jdbc.sql("update collection.task set state = 'DONE', contact_id = :contact, ended_at = :at where community_id = :community and id = :id and state = 'OPEN'")
                    .param("contact", met.contactId()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).param("community", community).param("id", refId).update();
            }
        };
    }
}
