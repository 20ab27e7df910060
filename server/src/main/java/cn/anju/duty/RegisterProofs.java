package cn.anju.duty;

import java.util.List;
import org.springframework.stereotype.Component;

/** 台账里的一条：哪几本台账记这条职责，由台账自己说；哪条职责凭台账，由目录和公司的改动说。要第二个人确认的，确认了才算。 */
@Component
class RegisterProofs implements Proof.Book {

    /** Register and duty: where the company has chosen one register for a duty, that one; otherwise all that name it. */
    static final String KEPT = """
        (select y.register_key, y.duty_id from register.definition_duty y
          where not exists (select from duty.amendment a where a.duty_id = y.duty_id and a.evidence = 'REGISTER' and a.evidence_key is not null)
         union all
         select a.evidence_key, a.duty_id from duty.amendment a where a.evidence = 'REGISTER' and a.evidence_key is not null)
        """;

    private final Catalogue catalogue;

    RegisterProofs(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public List<Proof> proofs() {
        return catalogue.all().stream().map(duty -> new Proof(duty.id(), "台账", written(duty.id()))).toList();
    }

    // The id comes from the catalogue, never from a request.
    private static String written(String duty) {
        return """
            select e.made_by staff_id, e.made_name staff_name, null::bigint area_id, e.made_at opened_at, null::timestamptz due_at,
                   case when not e.needs_second or e.confirmed_at is not null then e.made_at end done_at, d.title || '：' || e.summary "text",
                   'registers/' || e.register_key || '/entries/' || e.id link
              from register.entry e join register.definition d on d.key = e.register_key
             where e.community_id = :community and e.state = 'VALID'
               and e.register_key in (select y.register_key from %s y where y.duty_id = '%s')
            """.formatted(KEPT, duty);
    }
}
