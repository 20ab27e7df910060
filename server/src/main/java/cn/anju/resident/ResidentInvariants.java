package cn.anju.resident;

import cn.anju.kernel.Invariant;
import cn.anju.search.SearchInvariants;
import cn.anju.search.SearchKind;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** 住户任何时候都必须成立的事。 */
@Configuration(proxyBeanMethods = false)
class ResidentInvariants {

    @Bean
    Invariant nothingIsLeftWithMergedPeople() {
        return Invariant.of("并入他人的登记名下没有房和车", """
            select '小区 ' || p.community_id || ' 住户 ' || p.id || ' 已并入 ' || p.merged_into || '，名下还有 ' || o.what
              from resident.person p
              join (select community_id, person_id, '房屋' what from resident.holding
                    union all
                    select community_id, person_id, '车辆' from resident.vehicle) o on o.community_id = p.community_id and o.person_id = p.id
             where p.merged_into is not null
            """);
    }

    @Bean
    Invariant everyPersonCanBeFound() {
        return Invariant.of("每位住户都搜得到，并入他人的搜不到", """
            select '小区 ' || p.community_id || ' 住户 ' || p.id || case when p.merged_into is null then ' 不在搜索目录里' else ' 已并入他人，还在搜索目录里' end
              from resident.person p
              left join search.entry s on s.community_id = p.community_id and s.kind = 'PERSON' and s.ref_id = p.id
             where (p.merged_into is null) <> (s.id is not null)
            """);
    }

    @Bean
    Invariant peopleFoundAreThere() {
        return SearchInvariants.entriesHaveRows(SearchKind.PERSON, "resident.person");
    }

    @Bean
    Invariant vehiclesFoundAreThere() {
        return SearchInvariants.entriesHaveRows(SearchKind.VEHICLE, "resident.vehicle");
    }
}
