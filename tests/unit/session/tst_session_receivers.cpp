// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/session.h"
#include "support/test_program.h"

#include <QTemporaryDir>
#include <QtTest>

#include <memory>
#include <vector>

namespace tst_session_receivers {

using namespace framescope;
using session::Session;

/// Receivers come and go while a session lives: whoever leaves must not wait for Qt's mutexes.
class TestSessionReceivers : public QObject
{
    Q_OBJECT

private slots:
    void init()
    {
        QVERIFY(folder_.isValid());
        auto created = Session::create(folder_.filePath(QStringLiteral("a.pcapng")), true);
        QVERIFY(created);
        session_ = std::move(*created);
    }

    void connectionsEnd()
    {
        int ended = 0;
        for (int i = 0; i < Rounds; ++i) {
            const auto connection =
                QObject::connect(session_.get(), &Session::textMessageReceived, [] {});
            ended += QObject::disconnect(connection) ? 1 : 0;
        }
        QCOMPARE(ended, Rounds);
    }

    void receiversEnd()
    {
        std::vector<std::unique_ptr<QObject>> receivers; // many addresses, many mutexes
        for (int i = 0; i < Rounds; ++i) {
            auto& receiver = receivers.emplace_back(std::make_unique<QObject>());
            QVERIFY(QObject::connect(session_.get(), &Session::textMessageReceived, receiver.get(),
                                     [] {}));
        }
        receivers.clear();
        QCoreApplication::sendPostedEvents();
        QCOMPARE(session_->state(), Session::State::Idle);
    }

    void cleanup() { session_.reset(); }

private:
    static constexpr int Rounds = 2000;
    QTemporaryDir folder_;
    std::unique_ptr<Session> session_;
};

FRAMESCOPE_TEST(TestSessionReceivers)

} // namespace tst_session_receivers

#include "tst_session_receivers.moc"
