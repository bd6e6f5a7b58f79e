using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal static class Verb
{
    /// <summary>The usual exit code of an interrupted program.</summary>
    internal const int Interrupted = 130;

    /// <summary>Runs a verb. Returns 0 on success, 2 after printing one line about an error that the user can fix, 130 if it was interrupted.</summary>
    public static async Task<int> RunAsync(Func<Task> verb)
    {
        try
        {
            await verb();
            return 0;
        }
        catch (OperationCanceledException)
        {
            return Interrupted;
        }
        catch (Exception e) when (Explain(e) is { } line)
        {
            await Console.Error.WriteLineAsync(line);
            return 2;
        }
    }

    internal static string? Explain(Exception e) => e switch
    {
        UsageException or InvalidDataException => e.Message,
        OptionsValidationException invalid => string.Join(Environment.NewLine, invalid.Failures),
        AggregateException several when several.InnerExceptions.All(inner => inner is OptionsValidationException) =>
            string.Join(Environment.NewLine, several.InnerExceptions.Select(Explain).Distinct()),
        IOException { InnerException: Microsoft.AspNetCore.Connections.AddressInUseException } =>
            $"{e.Message.TrimEnd('.')}. Stop the other program, or listen elsewhere: --port, --urls or the setting Urls.",
        System.Net.Sockets.SocketException => $"{e.Message.TrimEnd('.')}: the server cannot listen there. Correct --urls or the setting Urls.",
        _ => null,
    };
}
