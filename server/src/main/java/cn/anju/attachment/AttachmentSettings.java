package cn.anju.attachment;

import cn.anju.kernel.Problem;
import cn.anju.setting.Setting;
import cn.anju.setting.Settings;
import java.math.BigDecimal;
import java.util.List;
import org.springframework.stereotype.Component;

/** 附件的设置。 */
@Component
class AttachmentSettings implements Settings.Catalogue {

    static final Setting<BigDecimal> QUOTA = Setting.number("attachment.quota", "附件总量（MB）",
        "这个小区的附件加起来最多多少兆；满了就不再收，已有的照样能看", "20480", "1", "10000000");

    static final Setting<BigDecimal> LONGEST_EDGE = Setting.number("attachment.longest-edge", "照片长边（点）", "更大的照片存的时候缩到这么大", "2000", "400", "8000");
    static final Setting<BigDecimal> PHOTO_SIZE = Setting.number("attachment.photo-mb", "单张照片（MB）", "传上来的一张照片最多多少兆", "20", "1", "100");
    static final Setting<BigDecimal> FILE_SIZE = Setting.number("attachment.file-mb", "单个文件（MB）", "照片以外的一个文件最多多少兆", "50", "1", "100");

    static final Setting<VirusScanner> SCANNER = new Setting<>("attachment.virus-scanner", "查毒服务",
        "ClamAV（clamd）的地址和端口，如 127.0.0.1:3310；上传的文件先给它查过才收，连不上就不收；空着不查", Setting.Kind.TEXT, List.of(), "",
        AttachmentSettings::scanner, true);

    @Override
    public String label() {
        return "附件";
    }

    @Override
    public List<Setting<?>> settings() {
        return List.of(QUOTA, LONGEST_EDGE, PHOTO_SIZE, FILE_SIZE, SCANNER);
    }

    private static VirusScanner scanner(String address) {
        if (address.isBlank()) return VirusScanner.NONE;
        var end = address.strip().lastIndexOf(':');
        if (!address.strip().matches("[\\w.-]{1,100}:\\d{1,5}") || Integer.parseInt(address.strip().substring(end + 1)) > 65_535)
            throw Problem.invalid("setting-invalid", "查毒服务：请填地址和端口，如 127.0.0.1:3310");
        return new ClamAv(address.strip().substring(0, end), Integer.parseInt(address.strip().substring(end + 1)));
    }
}
