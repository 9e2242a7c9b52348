// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/retirement.h"

namespace framescope::session {

Retirement::Retirement() : agent_(new QObject)
{
    thread_.setObjectName(QStringLiteral("retirement"));
    agent_->moveToThread(&thread_);
    QObject::connect(&thread_, &QThread::finished, agent_, &QObject::deleteLater);
}

Retirement::~Retirement()
{
    if (!thread_.isRunning()) {
        delete agent_;
        return;
    }
    // Behind all sessions that wait for their end.
    QMetaObject::invokeMethod(agent_, [] { QThread::currentThread()->quit(); });
    thread_.wait();
}

void Retirement::take(std::unique_ptr<Session> session)
{
    if (!thread_.isRunning()) {
        thread_.start();
    }
    session->disconnect();
    session->moveToThread(&thread_);
    QMetaObject::invokeMethod(agent_, [ending = session.release()] { delete ending; });
}

} // namespace framescope::session
