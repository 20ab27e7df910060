package cn.anju.ledger;

import java.util.Map;

/** 收费项目叫什么；分录里只有编码，项目在后面的模块，由它说。 */
public interface ItemNames {

    /** Name by code; what is not in it (an account of deposits) is called as it is. */
    Map<String, String> of(long community);
}
