package cn.anju.attachment;

import cn.anju.kernel.CurrentUser;

/** 附件属于什么，就照什么的规矩看：哪个模块的东西，由它实现成 Spring bean；没有人管的，谁也不能传、不能看。 */
public interface AttachmentOwner {

    /** What stands before the colon of the subject, e.g. {@code ticket}. */
    String subjectType();

    /** Whether this person may see the thing itself; in a transaction of the community. */
    boolean maySee(CurrentUser user, long community, long id);

    /** A thing that everybody sees who has this permission. */
    static AttachmentOwner permitted(String subjectType, String permission) {
        return new AttachmentOwner() {
            @Override
            public String subjectType() {
                return subjectType;
            }

            @Override
            public boolean maySee(CurrentUser user, long community, long id) {
                return user.may(community, permission);
            }
        };
    }
}
