using System.CommandLine;
using AuthMethods.OpenApi;

namespace AuthMethods.Server.Commands;

internal sealed class DescribeCommand : Command
{
    private readonly Argument<string> _document = new("document") { Description = "v1.0, beta or authmethods." };
    private readonly Option<FileInfo> _output = new("--output") { Description = "The file to write, instead of standard output." };

    public DescribeCommand() : base("describe", "Print the OpenAPI description, for client generators.")
    {
        _document.AcceptOnlyFromAmong(DescriptionDocuments.Names);
        Add(_document);
        Add(_output);
        SetAction((parsed, cancellation) => Verb.RunAsync(() => RunAsync(parsed, cancellation)));
    }

    private async Task RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = ServerHost.ForVerb();
        var json = await app.Services.GetRequiredService<DescriptionDocuments>().ReadAsync(parsed.GetValue(_document)!);
        await using var output = parsed.GetValue(_output)?.Create() ?? Console.OpenStandardOutput();
        await output.WriteAsync(json, cancellation);
    }
}
