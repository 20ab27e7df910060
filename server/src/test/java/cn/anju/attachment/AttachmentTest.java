package cn.anju.attachment;

import static org.assertj.core.api.Assertions.assertThat;

import cn.anju.Office;
import cn.anju.Story;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@Story
class AttachmentTest {

    private static final byte[] PICTURE = {(byte) 0xff, (byte) 0xd8, (byte) 0xff, (byte) 0xe0, 0, 1, 2, 3};

    @Autowired Office office;

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

    @Test void 空文件_和说不清属于谁的_不收() {
        var root = root("空");
        assertThat(office.upload(root + "?subject=room:1", "a.jpg", new byte[0]).expect(400).code()).isEqualTo("file-empty");
        assertThat(office.upload(root + "?subject=../etc", "a.jpg", PICTURE).expect(400).code()).isEqualTo("attachment-subject-invalid");
    }

    private String root(String name) {
        return "/api/communities/" + office.newCommunity(name, "2026-07-01") + "/attachments";
    }
}
