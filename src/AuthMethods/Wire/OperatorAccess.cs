using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace AuthMethods.Wire;

/// <summary>
/// Access to what Graph does not offer: granted to everyone in Development, elsewhere to callers that send the operator's key in
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
