// SPDX-License-Identifier: GPL-3.0-or-later
#include "tap/upstream/name_lookup.h"

#include "base/text/clause.h"

#include <mutex>
#include <thread>

#include <netdb.h>
#include <sys/socket.h>

namespace framescope::tap {

namespace {

struct Answer
{
    QList<QHostAddress> addresses;
    QString text;
};

Answer ask(const QByteArray& host)
{
    addrinfo hints{};
    hints.ai_socktype = SOCK_STREAM;
    hints.ai_flags = AI_ADDRCONFIG;
    addrinfo* found = nullptr;
    const int status = ::getaddrinfo(host.constData(), nullptr, &hints, &found);
    if (status != 0) {
        return {{},
                status == EAI_NONAME ? QStringLiteral("host not found")
                                     : QString::fromStdString(asClause(::gai_strerror(status)))};
    }
    const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> owner(found, &::freeaddrinfo);
    Answer answer;
    for (const addrinfo* each = found; each; each = each->ai_next) {
        const QHostAddress address(each->ai_addr);
        if (!address.isNull() && !answer.addresses.contains(address)) {
            answer.addresses.append(address);
        }
    }
    return answer;
}

} // namespace

struct NameLookup::Exchange
{
    std::mutex mutex;
    NameLookup* lookup; ///< null after the lookup object is destroyed
};

NameLookup::NameLookup(QObject* parent) : QObject(parent), exchange_(std::make_shared<Exchange>())
{
    exchange_->lookup = this;
}

NameLookup::~NameLookup()
{
    const std::lock_guard lock(exchange_->mutex);
    exchange_->lookup = nullptr;
}

void NameLookup::start(const QString& host)
{
    std::thread([exchange = exchange_, host = host.toLatin1()] {
        const Answer answer = ask(host);
        const std::lock_guard lock(exchange->mutex);
        if (NameLookup* lookup = exchange->lookup) {
            QMetaObject::invokeMethod(
                lookup, [lookup, answer] { emit lookup->finished(answer.addresses, answer.text); },
                Qt::QueuedConnection);
        }
    }).detach();
}

} // namespace framescope::tap
