package cn.anju.duty;

import cn.anju.duty.Amendment.Source;
import cn.anju.duty.Evidence.Type;
import cn.anju.register.Registers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 目录，照公司的改动，连同记台账的职责现在记在哪一本：台账是管理员的，名字和管的职责都会变。 */
@Service
class Placed {

    private final Catalogue catalogue;
    private final Amendments amendments;
    private final Registers registers;

    Placed(Catalogue catalogue, Amendments amendments, Registers registers) {
        this.catalogue = catalogue;
        this.amendments = amendments;
        this.registers = registers;
    }

    /** By id, in the catalogue's order. */
    @Transactional(readOnly = true)
    public Map<String, Duty> duties() {
        var places = registers.places();
        var kept = registers.kept();
        var placed = new LinkedHashMap<String, Duty>();
        var amended = amendments.all();
        for (var shipped : catalogue.all()) {
            var amendment = amended.get(shipped.id());
            var duty = amendment == null ? shipped : amendment.of(shipped);
            var chosen = amendment == null || amendment.evidence() != Source.REGISTER ? null : amendment.evidenceKey();
            var place = chosen != null ? kept.get(chosen) : duty.evidence().type() == Type.REGISTER && places.containsKey(duty.id()) ? places.get(duty.id()).getFirst() : null;
            placed.put(duty.id(), place == null ? duty : duty.in(place.title(), place.link()));
        }
        return placed;
    }
}
