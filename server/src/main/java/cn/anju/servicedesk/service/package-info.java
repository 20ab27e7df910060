/** 有偿与特约服务：目录、报价、同意、出账、提成、推广。 */
@NullMarked
package cn.anju.servicedesk.service;

import org.jspecify.annotations.NullMarked;
