package cn.anju.duty;

import cn.anju.duty.Amendment.Source;
import cn.anju.register.Registers;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 公司给一条职责另选凭据时，有哪些可选：程序认得的记录和数字，还在用的台账。 */
@Service
@Transactional(readOnly = true)
class EvidenceChoices {

    /** @param key with its source, names it */
    record Choice(Source source, String key, String label) {}

    private final Catalogue catalogue;
    private final Records records;
    private final Figures figures;
    private final Registers registers;

    EvidenceChoices(Catalogue catalogue, Records records, Figures figures, Registers registers) {
        this.catalogue = catalogue;
        this.records = records;
        this.figures = figures;
        this.registers = registers;
    }

    List<Choice> all() {
        var choices = new ArrayList<Choice>();
        // What is recorded under a duty's own id is a register's entry.
        records.labels().forEach((key, label) -> {
            if (catalogue.find(key).isEmpty()) choices.add(new Choice(Source.EVENT, key, label));
        });
        figures.metrics().values().forEach(metric -> choices.add(new Choice(Source.METRIC, metric.key(), metric.label())));
        registers.kept().values().forEach(place -> choices.add(new Choice(Source.REGISTER, place.register(), place.title())));
        return choices;
    }

    /** What the chosen one is called; null when there is none. */
    static @Nullable String label(List<Choice> choices, Source source, @Nullable String key) {
        return choices.stream().filter(choice -> choice.source() == source && choice.key().equals(key)).map(Choice::label).findFirst().orElse(null);
    }
}
