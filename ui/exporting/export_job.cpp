// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/exporting/export_job.h"

#include "base/replacement_file.h"
#include "work/postbox.h"

#include <QFile>

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace framescope::ui {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds ProgressInterval{100};

struct Beginning
{
    std::string text;
    bool cut = false;
    std::optional<Error> error = {};
};

Beginning beginningOf(const ExportRequest& request, const std::atomic<bool>& cancelled)
{
    Beginning beginning;
    const auto written = write(
        request,
        [&](std::string_view text) -> Result<void> {
            beginning.text += text.substr(0, ExportJob::PreviewSize - beginning.text.size() + 1);
            beginning.cut = beginning.text.size() > ExportJob::PreviewSize;
            return beginning.cut || cancelled ? failure("enough") : Result<void>();
        },
        [&](std::uint64_t /*done*/, std::uint64_t /*total*/) { return !cancelled; });
    if (beginning.cut) {
        beginning.text.resize(ExportJob::PreviewSize);
    } else if (!written) {
        beginning.error = written.error();
    }
    return beginning;
}

} // namespace

ExportJob::ExportJob(QObject* parent) : QObject(parent) {}

/// Emits a signal in the job's thread, unless another request came meanwhile.
struct ExportJob::Poster
{
    ExportJob* job; ///< for what is posted to it
    std::shared_ptr<work::Postbox> box;
    quint64 number;

    template <typename Emit>
    void operator()(Emit emission) const
    {
        box->post([job = job, number = number, emission = std::move(emission)] {
            if (number == job->number_) {
                emission();
            }
        });
    }
};

ExportJob::Poster ExportJob::poster()
{
    return {this, work::postboxOf(this), ++number_};
}

void ExportJob::preview(const ExportRequest& request)
{
    thread_.run([this, post = poster(), request](const std::atomic<bool>& cancelled) {
        const Beginning beginning = beginningOf(request, cancelled);
        if (beginning.error) {
            post([this, error = *beginning.error] { emit failed(error); });
            return;
        }
        const QString text =
            QString::fromUtf8(beginning.text.data(), static_cast<qsizetype>(beginning.text.size()));
        post([this, text, cut = beginning.cut] { emit previewed(text, cut); });
    });
}

void ExportJob::exportTo(const QString& path, const ExportRequest& request)
{
    thread_.run([this, post = poster(), path, request](const std::atomic<bool>& cancelled) {
        const auto fail = [&](const Error& error) { post([this, error] { emit failed(error); }); };
        auto file = ReplacementFile::create(QFile::encodeName(path).toStdString());
        if (!file) {
            fail(file.error());
            return;
        }
        Clock::time_point told = Clock::now();
        const auto written = write(
            request, [&](std::string_view text) { return file->write(asBytes(text)); },
            [&](std::uint64_t done, std::uint64_t total) {
                if (const auto now = Clock::now(); now - told >= ProgressInterval) {
                    told = now;
                    post([this, done, total] { emit progressed(done, total); });
                }
                return !cancelled;
            });
        if (!written) {
            fail(written.error());
        } else if (*written) {
            if (const auto committed = file->commit(); !committed) {
                fail(committed.error());
            } else {
                post([this, path] { emit exported(path); });
            }
        }
    });
}

void ExportJob::cancel()
{
    ++number_;
    thread_.cancel();
}

} // namespace framescope::ui
