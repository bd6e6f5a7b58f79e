using System.Security.Cryptography;
using System.Text;
using AuthMethods.Wire.Addressing;
using AuthMethods.Wire.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods.Wire;

/// <summary>
/// What is more than Graph gives: granted to everybody in Development, elsewhere to whoever sends the operator's key in
/// <c>x-authmethods-key</c>.
/// </summary>
internal sealed class OperatorAccess(IHostEnvironment environment, IOptions<OperatorOptions> options)
{
    private readonly bool _everybody = environment.IsDevelopment();
    private readonly byte[]? _key = string.IsNullOrEmpty(options.Value.Key) ? null : SHA256.HashData(Encoding.UTF8.GetBytes(options.Value.Key));

    public bool IsGranted(HttpRequest request) => _everybody || HasKey(request);

    private bool HasKey(HttpRequest request) => _key is not null
        && CryptographicOperations.FixedTimeEquals(_key, SHA256.HashData(Encoding.UTF8.GetBytes(request.Headers["x-authmethods-key"].ToString())));
}

/// <summary>Keeps changes that Graph cannot make to whom <see cref="OperatorAccess"/> grants them. The token's permissions are asked for besides.</summary>
internal sealed class OperatorGate(RequestDelegate next, OperatorAccess access)
{
    public Task InvokeAsync(HttpContext context)
    {
        var isChange = !HttpMethods.IsGet(context.Request.Method)
            && context.Request.Path.StartsWithSegments($"/{Routes.Own}", StringComparison.OrdinalIgnoreCase);
        if (!isChange || context.User.Identity?.IsAuthenticated != true || access.IsGranted(context.Request)) return next(context);
        throw GraphErrors.Denied(context.Graph(), Refusal.OperatorOnly);
    }
}

/// <summary>The section <c>Operator</c>.</summary>
public sealed class OperatorOptions
{
    /// <summary>The secret that opens, outside Development, what lives under <c>/authmethods</c> and the reasons of refusals.</summary>
    public string? Key { get; set; }
}
