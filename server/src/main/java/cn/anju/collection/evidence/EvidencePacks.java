package cn.anju.collection.evidence;

import cn.anju.access.AuditTrail;
import cn.anju.attachment.Attachments;
import cn.anju.collection.debt.Households;
import cn.anju.estate.Communities;
import cn.anju.kernel.CurrentUser;
import cn.anju.kernel.Html;
import cn.anju.kernel.Money;
import cn.anju.kernel.Pdf;
import cn.anju.kernel.Problem;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** 证据卷宗：做成、取出、验证一个字节都没变。 */
@Service
class EvidencePacks {

    record Pack(long id, long roomId, String roomCode, Money overdue, String sha256, long attachments, String madeName, Instant madeAt) {}

    /** @param findings what is not as it was, in words; empty when nothing was changed */
    record Check(boolean isIntact, int files, List<String> findings) {}

    private final JdbcClient jdbc;
    private final Households households;
    private final EvidenceFacts facts;
    private final Attachments attachments;
    private final Communities communities;
    private final AuditTrail audit;
    private final JsonMapper json;
    private final Clock clock;

    EvidencePacks(JdbcClient jdbc, Households households, EvidenceFacts facts, Attachments attachments, Communities communities, AuditTrail audit,
                  JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.households = households;
        this.facts = facts;
        this.attachments = attachments;
        this.communities = communities;
        this.audit = audit;
        this.json = json;
        this.clock = clock;
    }

    /** 把这户的欠费装成一册。 @throws Problem 404 {@code room-not-found}, 409 {@code nothing-overdue} */
    @Transactional
    Pack make(long community, long room) {
        CurrentUser.get().require(community, "collection.plan");
        var debt = households.of(community, room);
        if (debt.isClear()) throw Problem.conflict("nothing-overdue", "%s 没有逾期欠费", debt.roomCode());
        var now = clock.instant();
        var all = facts.of(community, room);
        var pdf = Pdf.of(EvidencePage.of(communities.name(community), debt, all, CurrentUser.get().name(), Html.moment(now, clock.getZone())));
        var sha256 = sha256(pdf);
        var file = attachments.store(community, "证据卷宗-%s-%s.pdf".formatted(debt.roomCode(), now.atZone(clock.getZone()).toLocalDate()), "application/pdf", pdf);
        var id = jdbc.sql("""
            insert into collection.evidence_pack (community_id, room_id, overdue, file_id, sha256, manifest, made_name, made_at)
            values (:community, :room, :overdue, :file, :sha256, :manifest::jsonb, :by, :at) returning id
            """)
            .param("community", community).param("room", room).param("overdue", debt.overdue().yuan()).param("file", file).param("sha256", sha256)
            .param("manifest", json.writeValueAsString(all.files())).param("by", CurrentUser.get().name()).param("at", now.atOffset(ZoneOffset.UTC))
            .query(Long.class).single();
        audit.note("证据卷宗 " + debt.roomCode(), null, sha256);
        return list(community, room).stream().filter(pack -> pack.id() == id).findFirst().orElseThrow();
    }

    @Transactional(readOnly = true)
    List<Pack> list(long community, @Nullable Long room) {
        return jdbc.sql("""
            select p.id, p.room_id, r.code room_code, p.overdue, p.sha256, jsonb_array_length(p.manifest) attachments, p.made_name, p.made_at
              from collection.evidence_pack p join estate.room r on r.community_id = p.community_id and r.id = p.room_id
             where p.community_id = :community and (:room::bigint is null or p.room_id = :room) order by p.id desc limit 500
            """).param("community", community).param("room", room).query(Pack.class).list();
    }

    /** @throws Problem 404 {@code evidence-unknown}, 409 {@code attachment-damaged} */
    @Transactional(readOnly = true)
    byte[] read(long community, long id) {
        return attachments.read(community, found(community, id).fileId()).content();
    }

    /** 逐份重算指纹，与装册那天的比。 Read past {@link Attachments}: what it keeps beside the bytes may have been changed with them. */
    @Transactional(readOnly = true)
    Check verify(long community, long id) {
        var pack = found(community, id);
        var findings = new ArrayList<String>();
        var files = new ArrayList<>(List.of(json.readValue(pack.manifest(), EvidenceFacts.File[].class)));
        files.addFirst(new EvidenceFacts.File(pack.fileId(), "卷宗本身", pack.sha256(), "卷宗"));
        for (var file : files) {
            var content = attachments.bytes(community, file.id());
            if (content.isEmpty()) findings.add("「%s」已不在".formatted(file.name()));
            else if (!sha256(content.get()).equals(file.sha256())) findings.add("「%s」与装册时不一致".formatted(file.name()));
        }
        return new Check(findings.isEmpty(), files.size(), List.copyOf(findings));
    }

    private record Found(long fileId, String sha256, String manifest) {}

    private Found found(long community, long id) {
        return jdbc.sql("select file_id, sha256, manifest::text manifest from collection.evidence_pack where community_id = :community and id = :id")
            .param("community", community).param("id", id).query(Found.class).optional()
            .orElseThrow(() -> Problem.notFound("evidence-unknown", "没有这册证据"));
    }

    private static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
