package cn.anju.job;

import org.springframework.stereotype.Service;

/** 交办长活。 */
@Service
public class Jobs {

    /**
     * 交办：随调用者的事务一同成立，提交后马上开工。
     *
     * @param kind the {@link JobHandler#kind} that does it
     * @param payload the handler's payload record
     * @return the job's id in this community
     */
    public long start(long community, String kind, Object payload) {
        throw new UnsupportedOperationException();
    }
}
