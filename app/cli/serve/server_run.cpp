// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/serve/server_run.h"

#include "base/file/replacement_file.h"
#include "cli/output.h"
#include "collection/file_text.h"

#include <chrono>

#include <QCoreApplication>
#include <sys/resource.h>

namespace framescope::cli {

namespace {

constexpr std::chrono::milliseconds BetweenLooks{200};

/// Each client takes a file descriptor.
void allowManyFiles()
{
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) == 0) {
        limit.rlim_cur = limit.rlim_max;
        ::setrlimit(RLIMIT_NOFILE, &limit);
    }
}

Result<void> writeCertificate(const scenario::Server& server, const std::string& path)
{
    if (const auto exists = regularFileExists(path); !exists) {
        return tl::unexpected(exists.error());
    }
    auto file = ReplacementFile::create(path);
    if (!file) {
        return tl::unexpected(file.error());
    }
    return file->write(asBytes(server.certificate())).and_then([&] { return file->commit(); });
}

Result<std::optional<scenario::Certificate>> certificateOf(const ServerArguments& arguments)
{
    if (arguments.cert.empty()) {
        return std::nullopt;
    }
    const auto certificate = collection::textOfFile(QString::fromStdString(arguments.cert));
    if (!certificate) {
        return tl::unexpected(certificate.error());
    }
    const auto key = collection::textOfFile(QString::fromStdString(arguments.key));
    if (!key) {
        return tl::unexpected(key.error());
    }
    return scenario::Certificate{*certificate, *key};
}

} // namespace

ServerRun::ServerRun(const ServerArguments& arguments, const scenario::MakeHandler& makeHandler,
                     std::size_t mostConnections)
    : arguments_(arguments), mostConnections_(mostConnections), plain_(makeHandler),
      secure_(makeHandler)
{
    QObject::connect(&signalWatcher_, &SignalWatcher::interrupted, qApp, &QCoreApplication::quit);
}

bool ServerRun::start()
{
    allowManyFiles();
    const auto started = startRecording().and_then([this] { return startServers(); });
    if (!started) {
        printError(started.error());
    }
    return started.has_value();
}

Result<void> ServerRun::startRecording()
{
    if (arguments_.recording.empty()) {
        return {};
    }
    const auto place = RecordingPlace::choose(arguments_.recording, arguments_.replace);
    if (!place) {
        return tl::unexpected(place.error());
    }
    place_ = *place;
    auto live = timeline::LiveCapture::create(place_->path(), {});
    if (!live) {
        return tl::unexpected(live.error());
    }
    recording_ = *std::move(live);
    QObject::connect(&watch_, &QTimer::timeout, [this] { watchRecording(); });
    watch_.start(BetweenLooks);
    return {};
}

/// Nothing is served that can't be recorded as it was asked for.
void ServerRun::watchRecording()
{
    if (recording_->recorder().failed()) {
        QCoreApplication::quit();
    }
}

/// The TLS port is the plain port plus one; if the plain port is 0, both are free ports.
Result<void> ServerRun::startServers()
{
    Output output;
    scenario::Server::Options options{.port = arguments_.port,
                                      .address =
                                          QHostAddress(QString::fromStdString(arguments_.address)),
                                      .mostConnections = mostConnections_,
                                      .recording = recording_};
    if (options.address.isNull()) {
        return failure("\"" + arguments_.address + "\" is not an IP address", "--address",
                       "127.0.0.1 is this machine, 0.0.0.0 all of its networks");
    }
    const auto port = plain_.start(options);
    if (!port) {
        return tl::unexpected(port.error());
    }
    output.write("listening on " + plain_.url().toStdString() + "\n");
    if (arguments_.tls) {
        const auto certificate = certificateOf(arguments_);
        if (!certificate) {
            return tl::unexpected(certificate.error());
        }
        options.port = static_cast<std::uint16_t>(arguments_.port == 0 ? 0 : *port + 1);
        options.tls = true;
        options.certificate = *certificate;
        if (const auto started = secure_.start(options); !started) {
            return tl::unexpected(started.error());
        }
        if (!arguments_.certificateFile.empty()) {
            if (const auto saved = writeCertificate(secure_, arguments_.certificateFile); !saved) {
                return saved;
            }
        }
        output.write("listening on " + secure_.url().toStdString() + "\n");
    }
    output.flush();
    return {};
}

ExitStatus ServerRun::exec()
{
    QCoreApplication::exec();
    plain_.stop();
    secure_.stop();
    if (const auto finished = finishRecording(); !finished) {
        return printError(finished.error());
    }
    return ExitStatus::Done;
}

Result<void> ServerRun::finishRecording()
{
    if (!recording_) {
        return {};
    }
    return recording_->finish().and_then(
        [this] { return place_->isBeside() ? place_->replaceTarget() : Result<void>(); });
}

} // namespace framescope::cli
