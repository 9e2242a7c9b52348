// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/record/print_run.h"

#include <utility>

namespace framescope::cli {

PrintRun::PrintRun(std::shared_ptr<const timeline::Timeline> timeline,
                   const EventPrinter::Options& options)
    : printer_(std::move(timeline), options, output_)
{
    thread_.setObjectName(QStringLiteral("print"));
    inThread_.moveToThread(&thread_);
    thread_.start();
}

PrintRun::~PrintRun()
{
    thread_.quit();
    thread_.wait();
}

void PrintRun::update()
{
    if (!due_.exchange(true)) {
        QMetaObject::invokeMethod(&inThread_, [this] {
            due_ = false;
            print();
        });
    }
}

void PrintRun::finish()
{
    QMetaObject::invokeMethod(&inThread_, [this] {
        print();
        emit finished();
    });
}

void PrintRun::print()
{
    if (ended_) {
        return;
    }
    const auto printed = printer_.print();
    output_.flush();
    if (!printed) {
        ended_ = true;
        emit failed(printed.error());
    } else if (output_.failed()) {
        ended_ = true;
        if (output_.error()) {
            emit ended();
        }
    }
}

} // namespace framescope::cli
