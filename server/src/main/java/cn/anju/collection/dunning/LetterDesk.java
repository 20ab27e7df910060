package cn.anju.collection.dunning;

import cn.anju.access.AuditTrail;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Problem;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** 方案以外单独写一封函。 */
@Service
class LetterDesk {

    private final Letters letters;
    private final AuditTrail audit;

    LetterDesk(Letters letters, AuditTrail audit) {
        this.letters = letters;
        this.audit = audit;
    }

    /** @throws Problem 400 {@code measure-forbidden}, {@code letter-kind-invalid}; 409 {@code nothing-overdue} */
    @Transactional
    long write(long community, DunningController.NewLetter letter) {
        CurrentUser.get().require(community, "collection.plan");
        var kind = LawfulWords.kind(letter.kind());
        if (kind != StepKind.LETTER && kind != StepKind.LAWYER_LETTER) throw Problem.invalid("letter-kind-invalid", "函件只有催缴函和律师函");
        var id = letters.write(community, new Letters.NewLetter(kind, letter.roomId(), letter.title().strip(), letter.body().strip()), null);
        audit.note("催缴函", null, letter);
        return id;
    }
}
