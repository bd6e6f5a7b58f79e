using System.Net;
using AuthMethods.Seed;
using AuthMethods.Tests.Server;

namespace AuthMethods.Tests.Repository;

/// <summary>
/// Every operation of Graph, on each version. What this server doesn't serve, and what Graph has on one version only, is refused as
/// Graph refuses an unknown segment.
/// </summary>
public sealed class OperationsTests
{
    private static readonly string[] Versions = ["v1.0", "beta"];

    [Fact]
    public async Task Operations_AreServedOrRefusedOnEachVersion()
    {
        var tenant = await SharedServer.TenantAsync();
        var admin = await tenant.AsAsync("global.admin");
        var different = new List<string>();
        foreach (var (verb, isServed, versions, path) in Listed())
        {
            foreach (var version in Versions)
            {
                var address = $"/{version}{path}"
                    .Replace("{user}", SampleTenant.UserId(25).ToString(), StringComparison.Ordinal)
                    .Replace("{id}", Guid.NewGuid().ToString(), StringComparison.Ordinal);
                var answer = await admin.AnswerAsync(new(verb), address, verb is "POST" or "PATCH" or "PUT" ? "{}" : null);
                var expected = isServed && versions.Contains(version);
                if (IsServed(answer) != expected || answer.Status == HttpStatusCode.InternalServerError)
                {
                    different.Add($"{verb} {address}: {(int)answer.Status}, expected to be {(expected ? "served" : "refused")}");
                }
            }
        }

        Assert.True(different.Count == 0, string.Join(Environment.NewLine, different));
    }

    private static bool IsServed(Answer answer) => answer.Status != HttpStatusCode.MethodNotAllowed
        && !(answer.Status == HttpStatusCode.BadRequest && answer.ErrorMessage?.StartsWith(
            "Resource not found for the segment", StringComparison.Ordinal) == true);

    private static IEnumerable<(string Verb, bool IsServed, string[] Versions, string Path)> Listed() =>
        from line in File.ReadLines(RepositoryFiles.At("tests/AuthMethods.Tests/Repository/Operations.txt"))
        let columns = line.Split(' ', 4, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        select (columns[0], columns[1] == "served", columns[2].Split(','), columns[3]);
}
