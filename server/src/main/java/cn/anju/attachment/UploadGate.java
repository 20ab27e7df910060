package cn.anju.attachment;

import cn.anju.kernel.Problem;
import cn.anju.setting.Settings;
import java.io.IOException;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * 人传上来要存的文件，先过这道门：小区的附件没满，查毒没查出什么。
 *
 * <p>Asked before the transaction that stores the file: nobody holds a connection while another server is asked.
 */
@Component
public class UploadGate {

    private static final Logger LOG = LoggerFactory.getLogger(UploadGate.class);
    private static final long MEGABYTE = 1 << 20;

    private final Attachments attachments;
    private final Settings settings;

    UploadGate(Attachments attachments, Settings settings) {
        this.attachments = attachments;
        this.settings = settings;
    }

    /**
     * @throws Problem 409 {@code attachments-full}; 400 {@code file-too-large}, {@code file-infected}; 503 {@code virus-scanner-away}
     */
    public void admit(long community, byte[] content) {
        var limit = settings.get(community, ContentType.of(content, null).startsWith("image/") ? AttachmentSettings.PHOTO_SIZE : AttachmentSettings.FILE_SIZE);
        if (BigDecimal.valueOf(content.length).compareTo(limit.multiply(BigDecimal.valueOf(MEGABYTE))) > 0)
            throw Problem.invalid("file-too-large", "这份文件超过 %s MB，请压缩以后再传", limit.toPlainString());
        var held = attachments.held(community);
        var quota = settings.get(community, AttachmentSettings.QUOTA);
        if (BigDecimal.valueOf(held + content.length).compareTo(quota.multiply(BigDecimal.valueOf(MEGABYTE))) > 0)
            throw Problem.conflict("attachments-full", "这个小区的附件已有 %d MB，加上这一份就超过 %s MB：请管理员在设置里放宽", held / MEGABYTE, quota.toPlainString());
        var threat = scan(community, content);
        if (threat != null) throw Problem.invalid("file-infected", "查出病毒（%s），这份文件没有收下，请在自己电脑上杀毒", threat);
    }

    private @Nullable String scan(long community, byte[] content) {
        try {
            return settings.get(community, AttachmentSettings.SCANNER).threatIn(content);
        } catch (IOException e) {
            LOG.error("the virus scanner gives no answer: {}", e.getMessage());
            throw Problem.of(HttpStatus.SERVICE_UNAVAILABLE, "virus-scanner-away", "查毒服务没有答复，这份文件暂时不能收，请稍后再传或告诉管理员");
        }
    }
}
