package cn.anju.resident.household;

import cn.anju.kernel.Needs;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** 一户的情况：居住、住户卡、关爱、名单、台账。 */
@RestController
@RequestMapping("/api/communities/{community}")
class HouseholdController {

    record Made(long id) {}

    private final Household household;
    private final Occupancies occupancies;
    private final AccessCards cards;
    private final CareList care;
    private final Watches watches;
    private final StewardNotes notes;

    HouseholdController(Household household, Occupancies occupancies, AccessCards cards, CareList care, Watches watches, StewardNotes notes) {
        this.household = household;
        this.occupancies = occupancies;
        this.cards = cards;
        this.care = care;
        this.watches = watches;
        this.notes = notes;
    }

    @GetMapping("/rooms/{room}/household")
    @Needs("resident.care")
    Household.View of(@PathVariable long community, @PathVariable long room) {
        return household.of(community, room);
    }

    @PostMapping("/rooms/{room}/occupancies")
    @Needs("resident.care")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void occupy(@PathVariable long community, @PathVariable long room, @RequestBody @Valid Occupancies.NewOccupancy occupancy) {
        occupancies.record(community, room, occupancy);
    }

    @PostMapping("/rooms/{room}/cards")
    @Needs("resident.care")
    @ResponseStatus(HttpStatus.CREATED)
    Made issue(@PathVariable long community, @PathVariable long room, @RequestBody @Valid AccessCards.NewCard card) {
        return new Made(cards.issue(community, room, card));
    }

    @PostMapping("/cards/{card}/ending")
    @Needs("resident.care")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endCard(@PathVariable long community, @PathVariable long card, @RequestBody @Valid AccessCards.Ending ending) {
        cards.end(community, card, ending);
    }

    @PostMapping("/rooms/{room}/care")
    @Needs("resident.care")
    @ResponseStatus(HttpStatus.CREATED)
    Made addCare(@PathVariable long community, @PathVariable long room, @RequestBody @Valid CareList.NewCare wanted) {
        return new Made(care.add(community, room, wanted));
    }

    @GetMapping("/care/{care}/visits")
    @Needs("resident.care")
    List<CareList.Visit> visits(@PathVariable long community, @PathVariable("care") long id) {
        return care.visits(community, id);
    }

    @PostMapping("/care/{care}/visits")
    @Needs("resident.care")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void visit(@PathVariable long community, @PathVariable("care") long id, @RequestBody @Valid CareList.NewVisit visit) {
        care.visit(community, id, visit);
    }

    @PostMapping("/care/{care}/ending")
    @Needs("resident.care")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endCare(@PathVariable long community, @PathVariable("care") long id, @RequestBody @Valid CareList.Ending ending) {
        care.end(community, id, ending);
    }

    @PostMapping("/rooms/{room}/watches")
    @Needs("resident.care")
    @ResponseStatus(HttpStatus.CREATED)
    Made watch(@PathVariable long community, @PathVariable long room, @RequestBody @Valid Watches.NewWatch watch) {
        return new Made(watches.add(community, room, watch));
    }

    @PostMapping("/watches/{watch}/ending")
    @Needs("resident.care")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void endWatch(@PathVariable long community, @PathVariable long watch, @RequestBody @Valid Watches.Ending ending) {
        watches.end(community, watch, ending);
    }

    @PostMapping("/rooms/{room}/notes")
    @Needs("resident.care")
    @ResponseStatus(HttpStatus.CREATED)
    Made note(@PathVariable long community, @PathVariable long room, @RequestBody @Valid StewardNotes.NewNote note) {
        return new Made(notes.add(community, room, note));
    }

    @PostMapping("/steward-notes/{note}/follow-up")
    @Needs("resident.care")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void follow(@PathVariable long community, @PathVariable long note, @RequestBody @Valid StewardNotes.Followed followed) {
        notes.follow(community, note, followed);
    }
}
