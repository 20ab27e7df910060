-- 消息的类别以程序里的为准：没有这一类的模板从来用不上，删去；突发情况原来叫服务台。
update notification.template set topic = '突发情况' where topic = '服务台';
delete from notification.template where topic not in ('催缴', '突发情况', '预付费', '工单', '提醒', '通知公告');
delete from notification.refusal where topic not in ('预付费', '工单', '提醒', '通知公告');
