package cn.anju.estate;

import cn.anju.kernel.Invariant;
import cn.anju.search.SearchInvariants;
import cn.anju.search.SearchKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 房产任何时候都必须成立的事。 */
@Configuration(proxyBeanMethods = false)
class EstateInvariants {

    @Bean
    Invariant roomCodesSayWhereTheRoomIs() {
        return Invariant.of("房号由楼栋、单元、室号组成", """
            select '小区 ' || r.community_id || ' 房号 ' || r.code || '，应为 ' || concat_ws('-', b.code, e.code, r.number)
              from estate.room r
              join estate.building b on b.community_id = r.community_id and b.id = r.building_id
              left join estate.entrance e on e.community_id = r.community_id and e.id = r.entrance_id
             where r.code <> concat_ws('-', b.code, e.code, r.number)
            """);
    }

    @Bean
    Invariant everyRoomCanBeFound() {
        return Invariant.of("每间房都搜得到", """
            select '小区 ' || r.community_id || ' 房号 ' || r.code || ' 不在搜索目录里'
              from estate.room r
             where not exists (select from search.entry s
                                where s.community_id = r.community_id and s.kind = 'ROOM' and s.ref_id = r.id and s.title = r.code)
            """);
    }

    @Bean
    Invariant roomsFoundAreThere() {
        return SearchInvariants.entriesHaveRows(SearchKind.ROOM, "estate.room");
    }
}
