package cn.anju.resident;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Needs;
import cn.anju.kernel.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** 电话以外找得到他的地方：邮箱，公众号的关注号；看到的都遮住中间。 */
@RestController
@RequestMapping("/api/communities/{community}/people/{person}/reach")
class Reach {

    enum Way { EMAIL, WECHAT }

    /** @param address empty to take it away */
    record Place(@NotNull(message = "请选邮箱还是微信") Way channel, @Nullable @Size(max = 100) String address) {}

    private final JdbcClient jdbc;
    private final PersonBook book;
    private final ChangeBook changes;
    private final AuditTrail audit;
    private final Clock clock;

    Reach(JdbcClient jdbc, PersonBook book, ChangeBook changes, AuditTrail audit, Clock clock) {
        this.jdbc = jdbc;
        this.book = book;
        this.changes = changes;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    @Needs("resident.read")
    @Transactional(readOnly = true)
    public List<Place> of(@PathVariable long community, @PathVariable long person) {
        return jdbc.sql("select channel, address from resident.reach where community_id = :community and person_id = :person order by channel")
            .param("community", community).param("person", person).query(Place.class).stream()
            .map(place -> new Place(place.channel(), masked(place.address()))).toList();
    }

    /** 登记、改掉或去掉一处。 @throws Problem 400 {@code address-invalid} */
    @PutMapping
    @Needs("resident.edit")
    @Transactional
    public List<Place> set(@PathVariable long community, @PathVariable long person, @RequestBody @Valid Place place) {
        CurrentUser.get().require(community, "resident.edit");
        var name = book.get(community, person).facts().name();
        var address = place.address() == null ? "" : place.address().strip();
        if (!address.isEmpty() && !address.matches(place.channel() == Way.EMAIL ? "[^@\\s]{1,60}@[^@\\s]+\\.[^@\\s]{2,}" : "[\\w-]{6,64}"))
            throw Problem.invalid("address-invalid", place.channel() == Way.EMAIL ? "邮箱不对，如 zhang@example.com" : "关注号不对");
        var before = of(community, person).stream().filter(each -> each.channel() == place.channel()).map(Place::address).findFirst().orElse(null);
        jdbc.sql("delete from resident.reach where community_id = :community and person_id = :person and channel = :channel")
            .param("community", community).param("person", person).param("channel", place.channel().name()).update();
        if (!address.isEmpty())
            jdbc.sql("""
                insert into resident.reach (community_id, person_id, channel, address, made_name, made_at) values (:community, :person, :channel, :address, :by, :at)
                """).param("community", community).param("person", person).param("channel", place.channel().name()).param("address", address)
                .param("by", CurrentUser.get().name()).param("at", clock.instant().atOffset(ZoneOffset.UTC)).update();
        changes.note(community, null, person, "联系方式", place.channel() == Way.EMAIL ? "邮箱" : "微信", before, address.isEmpty() ? null : masked(address));
        audit.note(name + " 的联系方式", before, address.isEmpty() ? null : masked(address));
        return of(community, person);
    }

    private static @Nullable String masked(@Nullable String address) {
        return address == null ? null : address.length() < 4 ? "***" : address.replaceAll("^(.{2}).*(@.*|.{2})$", "$1***$2");
    }
}
