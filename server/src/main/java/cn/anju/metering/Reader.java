package cn.anju.metering;

import cn.anju.kernel.CurrentUser;

/** 谁录入的。 @param id of the account: who entered a reading does not release it */
record Reader(long id, String name) {

    static Reader current() {
        var user = CurrentUser.get();
        return new Reader(user.id(), user.name());
    }
}
