package cn.anju.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import cn.anju.access.People;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class AttachmentTest {

    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 1, 2, 3};

    @Autowired Office office;
    @Autowired List<AttachmentOwner> owners;

    @Test void 存进去_列出来_原样取回_只作附件下载() {
        var root = root("附件小区");
        var id = office.upload(root + "?subject=room:17", "C:\\\\照片\\\\门锁.jpg", PICTURE).expect(201).id();
        var listed = office.get(root + "?subject=room:17").expect(200);
        assertThat(listed.at("/0/filename") + " " + listed.at("/0/contentType") + " " + listed.at("/0/size")).isEqualTo("门锁.jpg image/jpeg 8");
        assertThat(office.get(root + "?subject=room:18").expect(200).json()).isEmpty();
        var file = office.get(root + "/" + id).expect(200);
        assertThat(file.raw().body()).isEqualTo(PICTURE);
        assertThat(file.raw().headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment").contains("filename*=UTF-8''");
        assertThat(file.raw().headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(file.raw().headers().allValues("Content-Security-Policy")).anyMatch(policy -> policy.contains("sandbox"));
    }

    @Test void 网页冒充图片_仍当作文字附件() {
        var root = root("冒充小区");
        var id = office.upload(root + "?subject=room:1", "a.jpg", "<html><script>alert(1)</script>".getBytes()).expect(201).id();
        assertThat(office.get(root + "/" + id).raw().headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
    }

    @Test void 别的小区的附件_没有() {
        var id = office.upload(root("甲") + "?subject=room:1", "a.jpg", PICTURE).expect(201).id();
        assertThat(office.get(root("乙") + "/" + id).expect(404).code()).isEqualTo("attachment-not-found");
    }

    @Test void 凭证的附件_看不到账的人看不到_小图和原图一样管() {
        var community = office.newCommunity("看不看", "2026-07-01");
        var root = "/api/communities/" + community + "/attachments";
        var id = office.upload(root + "?subject=voucher:1", "发票.jpg", PICTURE).expect(201).id();
        var technician = People.of(office).with("technician", community);
        assertThat(technician.get(root + "/" + id).expect(403).code()).isEqualTo("attachment-not-yours");
        assertThat(technician.get(root + "/" + id + "/thumbnail").expect(403).code()).isEqualTo("attachment-not-yours");
        assertThat(technician.get(root + "?subject=voucher:1").expect(403).code()).isEqualTo("attachment-not-yours");
        assertThat(technician.get(root + "?subject=ticket:1").expect(403).code()).isEqualTo("attachment-not-yours");
        for (var closed : List.of("complaint:1", "deposit:1", "remittance:1"))
            assertThat(technician.get(root + "?subject=" + closed).expect(403).code()).as(closed).isEqualTo("attachment-not-yours");
        technician.get(root + "?subject=reading:1").expect(200);
        technician.get(root + "?subject=room:1").expect(200);
        office.get(root + "/" + id + "/thumbnail").expect(200);
    }

    @Test void 没有人管的一类_谁也传不上_看不到的事_也传不上() {
        var root = root("没人管");
        assertThat(office.upload(root + "?subject=parcel:1", "a.jpg", PICTURE).expect(400).code()).isEqualTo("attachment-subject-invalid");
        assertThat(office.get(root + "?subject=parcel:1").expect(403).code()).isEqualTo("attachment-not-yours");
        var community = Long.parseLong(root.replaceAll("\\D", ""));
        var clerk = People.of(office).with("clerk", community);
        assertThat(clerk.upload(root + "?subject=voucher:1", "a.jpg", PICTURE).expect(403).code()).as("may attach, may not see the books").isEqualTo("attachment-not-yours");
        clerk.upload(root + "?subject=room:1", "a.jpg", PICTURE).expect(201);
    }

    /** Every kind of thing that a page attaches files to has somebody who says who may see them. */
    @Test void 页面上能附文件的每一样_都有人管() throws IOException {
        var kinds = new TreeSet<String>();
        try (var files = Files.walk(Path.of("../web/src"))) {
            for (var file : files.filter(each -> each.toString().matches(".*\\.(vue|ts)")).toList()) {
                var found = Pattern.compile("subject[^\\n]{0,24}?[`'\"=]([a-z-]+):(?:\\$\\{|\\d)").matcher(Files.readString(file));
                while (found.find()) kinds.add(found.group(1));
            }
        }
        assertThat(kinds).as("the pages were read").contains("room", "letter", "contract", "complaint");
        assertThat(owners.stream().map(AttachmentOwner::subjectType).toList()).containsAll(kinds);
    }

    @Test void 空文件_和说不清属于谁的_不收() {
        var root = root("空");
        assertThat(office.upload(root + "?subject=room:1", "a.jpg", new byte[0]).expect(400).code()).isEqualTo("file-empty");
        assertThat(office.upload(root + "?subject=../etc", "a.jpg", PICTURE).expect(400).code()).isEqualTo("attachment-subject-invalid");
    }

    /** S12: what a file claims to be never runs; it is handed out as a file to be saved. */
    @Test void S12_两种格式合一的_后缀不对的_都只当文件下载_不在页面里打开() {
        var root = root("假扮");
        var claims = Map.of("gif.js", "GIF89a/*....*/=1;alert(document.domain)", "单.pdf", "%PDF-1.4\nPK\u0003\u0004", "页.html", "<svg onload=alert(1)>", "表.xlsx", "<?xml version=\"1.0\"?><html/>",
            "x.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", "..\\..\\etc\\passwd", "root:x", "病毒.txt", "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");
        claims.forEach((name, text) -> {
            var id = office.upload(root + "?subject=room:1", name, text.getBytes(StandardCharsets.ISO_8859_1)).expect(201).id();
            var file = office.get(root + "/" + id).expect(200).raw();
            assertThat(file.headers().firstValue("Content-Type").orElseThrow()).as(name).matches("(image/gif|application/pdf|text/plain|application/octet-stream).*");
            assertThat(file.headers().firstValue("Content-Disposition").orElseThrow()).startsWith("attachment").doesNotContain("..", "/etc");
            assertThat(file.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(file.headers().allValues("Content-Security-Policy")).anyMatch(policy -> policy.contains("sandbox"));
        });
    }

    @Test void S12_照片里的地点不存_朝向留着_别的一个字节不动() {
        var root = root("照片");
        var gps = "Exif\0\0MM\0*\0\0\0\b\0\u0002\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006\0\0\u0088%\0\u0004\0\0\0\u0001\0\0\0&\0\0\0\0GPS 31.2304N 121.4737E";
        var picture = "\u00ff\u00db\0\u0004AB\u00ff\u00da\0\u0002\u00ff\u00e1 scan \u00ff\u00d9";
        var sent = "\u00ff\u00d8" + segment('\u00e1', gps) + segment('\u00ed', "Photoshop 31.2304N") + segment('\u00fe', "comment 31.2304N") + picture;
        var id = office.upload(root + "?subject=room:1", "表.jpg", sent.getBytes(StandardCharsets.ISO_8859_1)).expect(201).id();
        var stored = new String(office.get(root + "/" + id).expect(200).raw().body(), StandardCharsets.ISO_8859_1);
        assertThat(stored).doesNotContain("31.2304").startsWith("\u00ff\u00d8\u00ff\u00e1").contains("\u0001\u0012\0\u0003\0\0\0\u0001\0\u0006").endsWith(picture);
        var plain = "\u00ff\u00d8" + picture;
        var other = office.upload(root + "?subject=room:1", "表.jpg", plain.getBytes(StandardCharsets.ISO_8859_1)).expect(201).id();
        assertThat(new String(office.get(root + "/" + other).raw().body(), StandardCharsets.ISO_8859_1)).isEqualTo(plain);
    }

    private static String segment(char marker, String text) {
        return "\u00ff" + marker + (char) ((text.length() + 2) >> 8) + (char) ((text.length() + 2) & 0xFF) + text;
    }

    private String root(String name) {
        return "/api/communities/" + office.newCommunity(name, "2026-07-01") + "/attachments";
    }
}
