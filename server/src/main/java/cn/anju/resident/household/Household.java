package cn.anju.resident.household;

import cn.anju.kernel.Paging;
import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 一户的全部情况，房屋页的一栏。 */
@Service
@Transactional(readOnly = true)
class Household {

    /** @param changes the latest 50 */
    record View(List<Occupancies.Occupancy> occupancies, List<AccessCards.Card> cards, List<CareList.Care> care, List<Watches.Row> watch, List<Watches.Row> silent,
                List<StewardNotes.Note> notes, List<ChangeList.Row> changes) {}

    private final OwnAreas areas;
    private final Occupancies occupancies;
    private final AccessCards cards;
    private final CareList care;
    private final Watches watches;
    private final StewardNotes notes;
    private final ChangeList changes;

    Household(OwnAreas areas, Occupancies occupancies, AccessCards cards, CareList care, Watches watches, StewardNotes notes, ChangeList changes) {
        this.areas = areas;
        this.occupancies = occupancies;
        this.cards = cards;
        this.care = care;
        this.watches = watches;
        this.notes = notes;
        this.changes = changes;
    }

    View of(long community, long room) {
        areas.require(community, room);
        return new View(occupancies.of(community, room), cards.of(community, room),
            care.list(community, new CareList.Filter(null, null, room, null, null, null), Paging.all(null)).items(),
            watches.list(community, new Watches.Filter(Watches.Kind.WATCH, null, null, null, room, null), Paging.all(null)).items(),
            watches.list(community, new Watches.Filter(Watches.Kind.SILENT, null, null, null, room, null), Paging.all(null)).items(),
            notes.list(community, new StewardNotes.Filter(null, null, room, null, null, null, null, null), Paging.all(null)).items(),
            changes.list(community, new ChangeList.Filter(null, room, null, null, null, null), new Paging(1, 50, null)).items());
    }
}
