package cn.anju.servicedesk;

import cn.anju.servicedesk.complaint.Codes;
import cn.anju.servicedesk.complaint.Codes.CodeKind;
import java.util.Map;
import org.springframework.stereotype.Component;

/** 投诉编码给人看的叫法，供报表使用；编码照小区自己的，没有就照程序带的。 */
@Component
public class ComplaintLabels {

    private final Codes codes;

    ComplaintLabels(Codes codes) {
        this.codes = codes;
    }

    /** Code → label. */
    public Map<String, String> items(long community) {
        return codes.labels(community, CodeKind.ITEM);
    }

    /** Code → label. */
    public Map<String, String> departments(long community) {
        return codes.labels(community, CodeKind.DEPARTMENT);
    }
}
