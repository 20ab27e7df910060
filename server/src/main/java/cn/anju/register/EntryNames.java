package cn.anju.register;

import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** 号码背后的名字；没有的是空。 */
@Repository
@Transactional(propagation = Propagation.MANDATORY, readOnly = true)
class EntryNames {

    private final JdbcClient jdbc;

    EntryNames(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public @Nullable String room(long community, long id) {
        return ofCommunity("select code from estate.room where community_id = :community and id = :id", community, id);
    }

    public @Nullable String area(long community, long id) {
        return ofCommunity("""
            select case when b.code is null then a.name else b.code || ' 栋 ' || a.name end
              from estate.common_area a left join estate.building b on b.community_id = a.community_id and b.id = a.building_id
             where a.community_id = :community and a.id = :id
            """, community, id);
    }

    public @Nullable String building(long community, long id) {
        return ofCommunity("select code || ' 栋' from estate.building where community_id = :community and id = :id", community, id);
    }

    public @Nullable String staff(long id) {
        return jdbc.sql("select name from access.staff where id = :id").param("id", id).query(String.class).optional().orElse(null);
    }

    public @Nullable Long roomByCode(long community, String code) {
        return number("select id from estate.room where community_id = :community and code = :name", community, code);
    }

    public @Nullable Long areaByName(long community, String name) {
        return number("select min(id) from estate.common_area where community_id = :community and name = :name having count(*) = 1", community, name);
    }

    public @Nullable Long buildingByCode(long community, String code) {
        return number("select id from estate.building where community_id = :community and code = regexp_replace(:name, ' ?栋$', '')", community, code);
    }

    /** Only where the name says who it is. */
    public @Nullable Long staffByName(String name) {
        return jdbc.sql("select min(id) from access.staff where is_active and (name = :name or username = :name) having count(*) = 1").param("name", name)
            .query(Long.class).optional().orElse(null);
    }

    public boolean isFileOf(long community, String register, long file) {
        return jdbc.sql("select exists (select from register.file where community_id = :community and file_id = :file and register_key = :register)")
            .param("community", community).param("file", file).param("register", register).query(Boolean.class).single();
    }

    private @Nullable String ofCommunity(String sql, long community, long id) {
        return jdbc.sql(sql).param("community", community).param("id", id).query(String.class).optional().orElse(null);
    }

    private @Nullable Long number(String sql, long community, String name) {
        return jdbc.sql(sql).param("community", community).param("name", name).query(Long.class).optional().orElse(null);
    }
}
