using System.Globalization;

namespace AuthMethods.Server;

/// <summary>How many files and connections the process may have open at the same time.</summary>
internal static class OpenFiles
{
    private const string Limits = "/proc/self/limits";
    private const string Name = "Max open files";

    // Where there is no such limit, or it can't be read.
    private const int Many = 1 << 20;

    public static int Limit
    {
        get
        {
            if (!File.Exists(Limits)) return Many;
            // The runtime raises the soft limit to the hard limit, which is the second number.
            var line = File.ReadLines(Limits).FirstOrDefault(l => l.StartsWith(Name, StringComparison.Ordinal)) ?? "";
            return line[Math.Min(Name.Length, line.Length)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var hard, ..]
                && int.TryParse(hard, CultureInfo.InvariantCulture, out var limit) ? limit : Many;
        }
    }
}
