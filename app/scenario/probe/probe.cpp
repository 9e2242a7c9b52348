// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/probe/probe.h"

#include "scenario/probe/case_list.h"
#include "scenario/probe/guard.h"
#include "scenario/probe/runner.h"

#include <QHostAddress>

#include <utility>

namespace framescope::scenario::probe {

namespace {

/// What the cases need: the request is theirs to make, and nothing follows a connection.
Result<void> check(const Settings& settings)
{
    const connection::ConnectionOptions& options = settings.options;
    if (!options.rawRequest.empty()) {
        return failure("the cases make the request, so it can't be a raw one", "raw request");
    }
    if (options.reconnecting.wanted || options.followRedirects) {
        return failure("each case is a connection that nothing follows",
                       options.followRedirects ? "redirects" : "reconnecting");
    }
    if (settings.rate <= 0 || settings.parallel == 0 || settings.patience.count() <= 0 ||
        settings.idle.count() <= 0 || settings.messages == 0) {
        return failure("the rate, the times and the counts have to be more than 0");
    }
    return connection::check(options);
}

} // namespace

Result<std::unique_ptr<Probe>> Probe::create(Settings settings)
{
    if (const auto checked = check(settings); !checked) {
        return tl::unexpected(checked.error());
    }
    settings.options.compression.offered = false;
    settings.options.compression.extensions.clear();
    settings.options.strict = false;
    // The cases answer pings by themselves, so that no server makes them send more than was told.
    settings.options.behaviours.pong = connection::Behaviours::Pong::Off;
    auto cases = chosenCases(settings);
    if (!cases) {
        return tl::unexpected(cases.error());
    }
    return std::unique_ptr<Probe>(new Probe(std::move(settings), std::move(*cases)));
}

Probe::Probe(Settings settings, std::vector<Case> cases)
    : cases_(std::move(cases)), planned_(guarded(cases_, settings).load),
      runner_(new Runner(std::move(settings), cases_))
{
    qRegisterMetaType<CaseResult>();
    qRegisterMetaType<ProbeResult>();
    runner_->moveToThread(&thread_);
    connect(&thread_, &QThread::finished, runner_, &QObject::deleteLater);
    connect(runner_, &Runner::caseFinished, this, &Probe::caseFinished);
    connect(runner_, &Runner::finished, this, &Probe::finished);
    thread_.setObjectName(QStringLiteral("probe"));
    thread_.start();
}

Probe::~Probe()
{
    thread_.quit();
    thread_.wait();
}

void Probe::start()
{
    QMetaObject::invokeMethod(runner_, &Runner::start);
}

void Probe::stop()
{
    QMetaObject::invokeMethod(runner_, &Runner::stop);
}

bool isLocal(const QUrl& url)
{
    const QString host = url.host();
    const QHostAddress address(host);
    return address.isNull()
               ? host == QLatin1String("localhost") || host.endsWith(QLatin1String(".localhost"))
               : address.isLoopback();
}

} // namespace framescope::scenario::probe
