//! What is logged and traced: lines of JSON or of text, and spans to a collector. Requests stand in
//! both by the template of their route alone, so that neither tells of anybody.

use std::time::Duration;

use opentelemetry::trace::TracerProvider as _;
use opentelemetry::{Context, KeyValue};
use opentelemetry_otlp::{SpanExporter, WithExportConfig as _};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{
    SdkTracerProvider, Span, SpanData, SpanExporter as _, SpanProcessor,
};
use tokio::sync::mpsc;
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};
use writ_server::Settings;
use writ_server::settings::LogForm;

use crate::trouble::Trouble;

/// How many spans wait at most; those beyond are left out.
const MOST: usize = 2_048;
/// How often spans are sent.
const EVERY: Duration = Duration::from_secs(5);

/// Spans on their way to a collector.
#[derive(Debug)]
pub(super) struct Traces {
    spans: mpsc::Receiver<SpanData>,
    exporter: SpanExporter,
    _provider: SdkTracerProvider,
}

/// Begins to log, and to trace if the settings name a collector.
pub(super) fn begin(settings: &Settings) -> Result<Option<Traces>, Trouble> {
    let filter = EnvFilter::try_new(&settings.log.filter).map_err(|error| {
        Trouble::misuse(format!("log.filter: {error}"))
            .with_cure("write a level, as in info, or several, as in warn,writ_server=debug")
    })?;
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr);
    let lines = match settings.log.form {
        LogForm::Json => lines
            .json()
            .flatten_event(true)
            .with_current_span(true)
            .with_span_list(false)
            .boxed(),
        LogForm::Text => lines.with_ansi(false).boxed(),
    };
    let traces = settings.traces.as_ref().map(traces).transpose()?;
    let tracer = traces.as_ref().map(|traces| {
        let tracer = traces._provider.tracer("writ");
        tracing_opentelemetry::layer()
            .with_tracer(tracer)
            .with_location(false)
            .with_threads(false)
    });
    tracing_subscriber::registry()
        .with(tracer)
        .with(filter)
        .with(lines)
        .try_init()
        .map_err(|error| Trouble::failed(format!("nothing can be logged: {error}")))?;
    Ok(traces)
}

fn traces(collector: &url::Url) -> Result<Traces, Trouble> {
    let wrong = |why: String| {
        Trouble::misuse(format!("traces: {why}"))
            .with_cure("name the base address of a collector, as in http://127.0.0.1:4318")
    };
    let address = collector
        .join("v1/traces")
        .map_err(|error| wrong(error.to_string()))?;
    let exporter = SpanExporter::builder()
        .with_http()
        .with_endpoint(address.as_str())
        .with_timeout(EVERY)
        .build()
        .map_err(|error| wrong(error.to_string()))?;
    let (sender, spans) = mpsc::channel(MOST);
    let resource = Resource::builder_empty().with_attributes([
        KeyValue::new("service.name", "writ"),
        KeyValue::new("service.version", env!("CARGO_PKG_VERSION")),
    ]);
    let provider = SdkTracerProvider::builder()
        .with_span_processor(Ended(sender))
        .with_resource(resource.build())
        .build();
    Ok(Traces {
        spans,
        exporter,
        _provider: provider,
    })
}

/// Takes in spans that have ended. They are sent where everything else is done that waits.
#[derive(Debug)]
struct Ended(mpsc::Sender<SpanData>);

impl SpanProcessor for Ended {
    fn on_start(&self, _span: &mut Span, _context: &Context) {}

    fn on_end(&self, span: SpanData) {
        // A collector that is slow slows nobody here.
        drop(self.0.try_send(span));
    }

    fn force_flush(&self) -> OTelSdkResult {
        Ok(())
    }

    fn shutdown_with_timeout(&self, _timeout: Duration) -> OTelSdkResult {
        Ok(())
    }
}

impl Traces {
    /// Sends what has ended, until it is dropped.
    pub(super) async fn send(mut self) {
        let mut batch = Vec::new();
        loop {
            tokio::time::sleep(EVERY).await;
            while let Ok(span) = self.spans.try_recv() {
                batch.push(span);
            }
            if batch.is_empty() {
                continue;
            }
            let sending = self.exporter.export(std::mem::take(&mut batch));
            if sending.await.is_err() {
                tracing::debug!("the collector of traces cannot be reached");
            }
        }
    }
}
