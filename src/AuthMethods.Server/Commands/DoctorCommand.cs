using System.CommandLine;
using AuthMethods.Storage;

namespace AuthMethods.Server.Commands;

internal sealed class DoctorCommand : Command
{
    public DoctorCommand() : base("doctor", "Check settings, database, schema, keys, clock, authority and certificates, and print one line each. Exit code 1 if something is wrong.") =>
        SetAction((_, cancellation) => RunAsync(cancellation));

    private static async Task<int> RunAsync(CancellationToken cancellation)
    {
        var isWell = true;
        var exit = await Verb.RunAsync(async () =>
        {
            await using var app = ServerHost.Build(ServerHost.CreateBuilder());
            isWell = await new Examination(app).RunAsync(ReportAsync, cancellation);
        });
        return exit != 0 ? exit : isWell ? 0 : 1;
    }

    private static async Task<bool> ReportAsync(string name, Func<Task<string>> check)
    {
        var (mark, text) = ("ok", "");
        try
        {
            text = await check();
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            (mark, text) = ("FAIL", Verb.Explain(e) ?? $"{e.GetType().Name}: {e.Message}");
        }

        foreach (var line in text.Split(Environment.NewLine)) Console.WriteLine($"{mark,-5} {name,-12} {line}");
        return mark == "ok";
    }
}
