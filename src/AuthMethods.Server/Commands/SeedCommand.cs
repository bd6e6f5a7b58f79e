using System.CommandLine;
using AuthMethods.Seed;
using AuthMethods.Storage;
using Microsoft.Extensions.Options;

namespace AuthMethods.Server.Commands;

internal sealed class SeedCommand : Command
{
    private readonly Option<int> _users = new("--users") { Description = "How many bulk users (user0@contoso.com ...) to have, each with one mobile phone." };
    private readonly Option<bool> _allow =
        new("--allow-public-secrets") { Description = "Required outside Development, because everybody knows the passwords and secrets of the sample tenant." };

    public SeedCommand() : base("seed", "Create the sample tenant, and bulk users for load tests.")
    {
        _users.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, out var users) && users < 0) result.AddError("--users must not be negative.");
        });
        Add(_users);
        Add(_allow);
        SetAction((parsed, cancellation) => Verb.RunAsync(() => RunAsync(parsed.GetValue(_users), parsed.GetValue(_allow), cancellation)));
    }

    private static async Task RunAsync(int users, bool isAllowed, CancellationToken cancellation)
    {
        await using var app = ServerHost.ForVerb();
        if (!isAllowed && !app.Environment.IsDevelopment())
        {
            throw new UsageException(
                $"Everybody knows the passwords and secrets of the sample tenant, and this is {app.Environment.EnvironmentName}. Add --allow-public-secrets to create it all the same.");
        }

        await Schema.EnsureAsync(app.Services, app.Services.GetRequiredService<IOptions<StorageOptions>>().Value.Engine, cancellation);
        var isNew = await app.Services.GetRequiredService<SampleTenant>().CreateAsync(cancellation: cancellation);
        Console.WriteLine(isNew ? "The sample tenant was created." : "The sample tenant already exists.");
        var shown = DateTime.UtcNow;
        await app.Services.GetRequiredService<BulkUsers>().CreateAsync(users, done =>
        {
            if (done < users && DateTime.UtcNow - shown < TimeSpan.FromSeconds(2)) return;
            shown = DateTime.UtcNow;
            Console.WriteLine($"{done:N0} of {users:N0} users");
        }, cancellation);
    }
}
